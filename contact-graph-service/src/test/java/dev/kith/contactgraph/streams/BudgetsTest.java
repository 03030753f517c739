package dev.kith.contactgraph.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.contactgraph.streams.ContactRequest.BudgetDraw;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetsTest {

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

  private void draw(String owner, String id, int addresses, String... peers) {
    var draw =
        new BudgetDraw(
            id,
            new Budget.Draw(addresses, 0, 0),
            List.of(peers).stream().map(Address::new).toList());
    run.record(Topics.CONTACT_REQUESTS, owner, RequestCodec.write(draw));
  }

  private Budget.Drawn drawn(String id) {
    return (Budget.Drawn) verdicts.of(id).state();
  }

  private boolean isLookedUp(String address) {
    return Budgets.isLookedUp(
        run.store(Budgets.LOOKED_UP), new Address("alice"), new Address(address));
  }
}
