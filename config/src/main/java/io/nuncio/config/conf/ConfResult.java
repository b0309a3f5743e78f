package io.nuncio.config.conf;

import java.util.List;

/// What a configuration says, and everything that is wrong with how it says it.
///
/// @param tree all that could be understood; complete only if there are no mistakes
/// @param mistakes in the order of the files as opened, then of lines and columns
public record ConfResult(ConfNode.Map tree, List<ConfMistake> mistakes) {
  /// Keeps a copy of `mistakes`.
  public ConfResult {
    mistakes = List.copyOf(mistakes);
  }

  /// Whether the tree is complete.
  public boolean faultless() {
    return mistakes.isEmpty();
  }
}
