package io.nuncio.conformance.differential;

import java.util.ArrayList;
import java.util.List;

/// In which lines two texts differ: the fewest that have to go from the one and come to the other.
///
/// @param equal the number of lines that both have in the same order
/// @param onlyReference lines of the first that the second lacks there
/// @param onlyOurs lines of the second that the first lacks there
record LineDiff(int equal, List<String> onlyReference, List<String> onlyOurs) {

  /// Compares by the longest common subsequence.
  static LineDiff between(List<String> reference, List<String> ours) {
    int[][] common = commonLines(reference, ours);
    var onlyReference = new ArrayList<String>();
    var onlyOurs = new ArrayList<String>();
    int i = 0;
    int j = 0;
    while (i < reference.size() || j < ours.size()) {
      if (i < reference.size() && j < ours.size() && reference.get(i).equals(ours.get(j))) {
        i++;
        j++;
      } else if (j == ours.size()
          || (i < reference.size() && common[i + 1][j] >= common[i][j + 1])) {
        onlyReference.add(reference.get(i++));
      } else {
        onlyOurs.add(ours.get(j++));
      }
    }
    return new LineDiff(common[0][0], onlyReference, onlyOurs);
  }

  /// For each pair of positions the number of lines that what follows them has in common.
  private static int[][] commonLines(List<String> first, List<String> second) {
    var common = new int[first.size() + 1][second.size() + 1];
    for (int i = first.size() - 1; i >= 0; i--) {
      for (int j = second.size() - 1; j >= 0; j--) {
        common[i][j] =
            first.get(i).equals(second.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
