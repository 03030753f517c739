package dev.kith.contactgraph.budget.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.contactgraph.streams.Graph;
import dev.kith.contactgraph.streams.Heard;
import dev.kith.contactgraph.sync.ContactRequest.BudgetDraw;
import dev.kith.contactgraph.sync.RequestCodec;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetStoreTest {

  private final Heard verdicts = new Heard();
  private final TopologyRun run = new TopologyRun(Graph.topology(verdicts, 1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void each_owner_has_a_budget_and_whoever_asks_hears_what_became_of_it() {
    draw("alice", "first", 60);
    draw("alice", "second", 60);
    draw("bob", "third", 60);

    assertThat(drawn("first").retryAfter()).isEmpty();
    assertThat(drawn("second").retryAfter()).isPresent();
    assertThat(drawn("third").retryAfter()).isEmpty();
  }

  @Test
  void what_was_looked_up_once_is_remembered_if_it_was_granted() {
    draw("alice", "first", 60, "dave");
    draw("alice", "second", 60, "erin");

    assertThat(isLookedUp("dave")).isTrue();
    assertThat(isLookedUp("erin")).isFalse();
  }

  @Test
  void an_address_counts_once_though_two_requests_about_it_were_counted_at_the_same_time() {
    draw("alice", "first", 1, "dave");
    draw("alice", "second", 1, "dave");

    assertThat(outcome("second").draw().fresh()).isZero();
    assertThat(drawn("second").budget().newLeft()).isEqualTo(drawn("first").budget().newLeft());
  }

  @Test
  void a_contact_that_was_removed_is_free_no_longer() {
    run.journal("alice", Graph.contact("dave"));
    draw("alice", "held", 1, "dave");
    run.journal("alice", Graph.noContact("dave"));
    draw("alice", "removed", 1, "dave");

    assertThat(outcome("held").draw().fresh()).isZero();
    assertThat(outcome("removed").draw().fresh()).isOne();
  }

  @Test
  void numbers_one_request_apart_are_neighbours_ascending_descending_and_with_steps() {
    draw("alice", "first", 1, "18005550100");
    draw("alice", "up", 1, "18005550101");
    draw("alice", "down", 1, "+18005550099");
    draw("alice", "step", 1, "18005550093");
    draw("alice", "far", 1, "18005559999");
    draw("bob", "other", 1, "18005550102");

    assertThat(sequential("first", "up", "down", "step", "far", "other"))
        .containsExactly(0, 1, 1, 1, 0, 0);
  }

  @Test
  void numbers_that_were_contacts_are_neighbours_and_those_whose_owners_hold_the_asker_are_not() {
    run.journal("alice", Graph.contact("18005550100"));
    run.journal("alice", Graph.noContact("18005550100"));
    run.journal("18005550300", Graph.contact("alice"));
    draw("alice", "near", 1, "18005550102");
    draw("alice", "hidden", 1, "18005550301");

    assertThat(sequential("near", "hidden")).containsExactly(1, 0);
  }

  private List<Integer> sequential(String... ids) {
    return List.of(ids).stream().map(id -> outcome(id).draw().sequential()).toList();
  }

  private BudgetStore.Outcome outcome(String id) {
    return (BudgetStore.Outcome) verdicts.of(id).state();
  }

  private void draw(String owner, String id, int addresses, String... peers) {
    var draw =
        new BudgetDraw(
            id,
            new Budget.Draw(addresses, 0, 0),
            List.of(peers).stream().map(Address::new).toList());
    run.record(Topics.CONTACT_REQUESTS, owner, RequestCodec.write(draw));
  }

  private Budget.Drawn drawn(String id) {
    return outcome(id).drawn();
  }

  private boolean isLookedUp(String address) {
    return BudgetStore.isLookedUp(
        run.store(BudgetStore.LOOKED_UP), new Address("alice"), new Address(address));
  }
}
