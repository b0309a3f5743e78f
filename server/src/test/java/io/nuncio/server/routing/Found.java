package io.nuncio.server.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// What an index finds for a subject, as lists that tests can compare.
///
/// @param plain subscribers of their own, in the order in which they are served
/// @param groups the members of each queue group, likewise
record Found(List<RecordingSubscriber> plain, List<List<RecordingSubscriber>> groups) {
  static Found in(SubjectIndex index, String subject) {
    byte[] around = ("x." + subject + ".x").getBytes(ISO_8859_1);
    var matches = new Matches();
    index.match(around, 2, around.length - 2, matches);
    List<RecordingSubscriber> plain = new ArrayList<>();
    matches.firstPlain(subscriber -> {
      plain.add((RecordingSubscriber) subscriber);
      return false;
    });
    List<List<RecordingSubscriber>> groups = new ArrayList<>();
    for (int group = 0; group < matches.groupCount(); group++) {
      groups.add(membersOf(matches, group));
    }
    return new Found(plain, groups);
  }

  /// Learned by a roll call: nothing else shows them.
  private static List<RecordingSubscriber> membersOf(Matches matches, int group) {
    var rollCall = new RollCall(new ArrayList<>());
    var message = new Publication(0);
    message.moveTo(ParsedPublish.of("PUB any 0\r\n\r\n"), rollCall);
    for (int member = 0; member < matches.members(group); member++) {
      matches.deliverMember(group, member, message);
    }
    return rollCall.present();
  }

  /// As the publisher of a message: who is offered it enters itself here and declines.
  record RollCall(List<RecordingSubscriber> present) {}
}
