package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of mutual contacts and of the list of subscribers. */
@OnTheStack
class MutualTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  MutualTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @BeforeEach
  void bothAreThere() {
    alice.puts(aProfile().named("Alice"));
    bob.puts(aProfile().named("Bob"));
  }

  @Test
  void a_contact_is_mutual_as_soon_as_each_has_the_other() {
    assertThat(alice.addsContact(bob).body().path("mutual").booleanValue()).isFalse();
    assertThat(bob.addsContact(alice).body().path("mutual").booleanValue()).isTrue();
    assertThat(alice.isMutualWith(bob)).isTrue();

    bob.removesContact(alice);
    assertThat(alice.isMutualWith(bob)).isFalse();
  }

  @Test
  void it_is_not_where_the_peer_blocks_or_hides_or_is_gone() {
    alice.addsContact(bob);
    bob.addsContact(alice);

    bob.blocks(alice);
    assertThat(alice.isMutualWith(bob)).isFalse();
    bob.unblocks(alice);
    assertThat(alice.isMutualWith(bob)).isTrue();

    bob.rules("name", "deny user:" + alice.address(), "allow everyone");
    await().until(() -> !alice.isMutualWith(bob));
    bob.rules("name", "allow everyone");
    await().until(() -> alice.isMutualWith(bob));

    bob.deletesProfile();
    await().until(() -> !alice.isMutualWith(bob));
  }

  @Test
  void a_cached_contact_is_not_taken_for_the_same_once_it_is_mutual() {
    String tag = alice.addsContact(bob).entityTag();
    bob.addsContact(alice);

    Answer changed = alice.api().with("If-None-Match", tag).get(alice.contactPath(bob));
    Answer same =
        alice.api().with("If-None-Match", changed.entityTag()).get(alice.contactPath(bob));
    Answer written =
        alice
            .api()
            .with("If-Match", changed.entityTag())
            .send("PATCH", alice.contactPath(bob), "{\"labels\":[\"friend\"]}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(same.status()).isEqualTo(304);
    assertThat(written.status()).isEqualTo(200);
  }

  @Test
  void mutual_contacts_are_listed_page_by_page_wherever_the_peers_live() {
    List<Person> peers = Stream.generate(() -> stack.person("peer")).limit(12).toList();
    peers.forEach(alice::addsContact);
    List<Person> mutual = peers.subList(0, 7);
    mutual.forEach(peer -> {
      peer.puts(aProfile().named("Peer"));
      peer.addsContact(alice);
    });

    assertThat(listed("relation=mutual&limit=3"))
        .containsExactlyElementsOf(mutual.stream().map(Person::address).sorted().toList());
    assertThat(listed("relation=contact")).hasSize(12);
    assertThat(mutualOf("relation=contact")).isEqualTo(7);
  }

  @Test
  void subscribers_are_listed_for_backends_alone() {
    Person carol = stack.person("carol");
    bob.subscribesTo(alice);
    carol.subscribesTo(alice);
    alice.blocks(carol);

    assertThat(alice.api().get(alice.path("contacts?relation=subscriber")).status()).isEqualTo(403);
    await()
        .untilAsserted(() ->
            assertThat(
                    stack
                        .backend()
                        .api()
                        .get(alice.path("contacts?relation=subscriber"))
                        .ok()
                        .body()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("peer").asText()))
                .containsExactly(bob.address()));
  }

  /** Lists the peers on all pages. */
  private List<String> listed(String query) {
    var listed = new ArrayList<String>();
    var page = page(query);
    page.path("items").forEach(item -> listed.add(item.path("peer").asText()));
    while (page.has("next")) {
      page = page(query + "&cursor=" + page.path("next").asText());
      page.path("items").forEach(item -> listed.add(item.path("peer").asText()));
    }
    return listed;
  }

  private long mutualOf(String query) {
    return page(query)
        .path("items")
        .valueStream()
        .filter(item -> item.path("mutual").booleanValue())
        .count();
  }

  private JsonNode page(String query) {
    return alice
        .api()
        .with("Kith-After", alice.position())
        .get(alice.path("contacts?" + query))
        .ok()
        .body();
  }
}
