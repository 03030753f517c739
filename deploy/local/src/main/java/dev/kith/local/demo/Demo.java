package dev.kith.local.demo;

import dev.kith.local.demo.Scenario.Participant;
import dev.kith.local.token.LocalKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Demo: writes a scenario through the front door, then changes a person's status now and then. A
 * person who already has a profile is left unchanged.
 */
public final class Demo {

  private final Scenario scenario;
  private final DemoClient client;
  private final Consumer<String> says;
  private final Random random = new Random();
  private volatile @Nullable Thread changes;

  /**
   * Creates a demo.
   *
   * @param says receives a line for each message to the user
   */
  public Demo(Scenario scenario, URI door, LocalKey key, Consumer<String> says) {
    this.scenario = scenario;
    this.client = new DemoClient(door, key);
    this.says = says;
  }

  /** Writes the scenario, then changes statuses on a separate thread until the process ends. */
  public void start(Duration pause) throws InterruptedException {
    try {
      for (Participant person : scenario.people()) {
        load(person);
      }
    } catch (IOException failure) {
      says.accept("The demo is not loaded: " + failure.getMessage());
      return;
    }
    Thread started = new Thread(() -> changeStatuses(pause), "demo");
    started.setDaemon(true);
    started.start();
    changes = started;
  }

  /** Ends the changes. */
  public void stop() throws InterruptedException {
    Thread running = changes;
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  /** The profile is written last, so that a person with a profile is complete. */
  private void load(Participant person) throws IOException, InterruptedException {
    if (client.hasProfile(person.address())) {
      return;
    }
    for (var contact : person.contacts().entrySet()) {
      client.send(person.address(), "PUT", "contacts/" + contact.getKey(), contact.getValue());
    }
    for (String peer : person.blocks()) {
      client.send(person.address(), "PUT", "blocks/" + peer, new JsonObject());
    }
    client.send(person.address(), "PUT", "privacy", person.privacy());
    client.send(person.address(), "PUT", "profile", person.profile());
  }

  private void changeStatuses(Duration pause) {
    List<Participant> changing =
        scenario.people().stream().filter(person -> !person.statuses().isEmpty()).toList();
    int turn = 0;
    try {
      while (!changing.isEmpty()) {
        // between half the pause and one and a half
        Thread.sleep(pause.dividedBy(2).plusMillis(random.nextLong(pause.toMillis())));
        turn++;
        changeStatus(changing.get(turn % changing.size()), turn / changing.size());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void changeStatus(Participant person, int turn) throws InterruptedException {
    String status = person.statuses().get((turn + 1) % person.statuses().size());
    try {
      client.send(person.address(), "PATCH", "profile", new JsonObject().put("status", status));
    } catch (IOException skipped) {
      // the profile was deleted, or a service restarts: the next turn tries again
    }
  }
}
