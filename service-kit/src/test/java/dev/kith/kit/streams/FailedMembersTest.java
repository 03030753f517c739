package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedMembersTest {

  private final FailedMembers members = new FailedMembers(Map.of(), "kith-profile", "profile-0");

  @Test
  void a_member_has_the_name_of_the_node_and_the_number_of_its_thread() {
    assertThat(members.memberOf("kith-profile-6f1c2a-StreamThread-12")).contains("profile-0-12");
  }

  @Test
  void other_threads_are_no_members() {
    assertThat(members.memberOf("kith-profile-6f1c2a-GlobalStreamThread")).isEmpty();
    assertThat(members.memberOf("main")).isEmpty();
  }
}
