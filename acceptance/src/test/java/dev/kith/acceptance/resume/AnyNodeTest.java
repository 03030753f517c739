package dev.kith.acceptance.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnItsOwnStack;
import dev.kith.acceptance.stack.TakesMinutes;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import dev.kith.harness.stack.Launcher;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Test of sessions on any node, whether or not it owns the user's partition, while partitions move:
 * no status goes backwards, and every screen that is still open shows the last status. A status
 * that is missing because a later one has replaced it is not counted as lost.
 */
@OnItsOwnStack
@TakesMinutes
class AnyNodeTest {

  private static final String FIRST = "notifier-service";
  private static final String SECOND = "notifier-service-2";
  private static final int SPEAKERS = 4;
  private static final int LISTENERS = 8;
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);
  private static final long WHILE_MILLIS = 1_500;

  private final Map<String, List<Screen>> screens = new HashMap<>();

  @TempDir private Path temporary;

  @Test
  void a_session_on_any_node_gets_its_stream_while_nodes_join_and_die()
      throws InterruptedException {
    Launcher launcher =
        Launcher.start(
            KithHome.ofThisProcess(),
            temporary,
            "run",
            "--port",
            "0",
            "--ephemeral",
            "--keep-going",
            "--nodes",
            "2");
    try (Stack stack = Stack.of(launcher)) {
      List<Speaker> speakers =
          Stream.generate(() -> new Speaker(stack.person("alice"))).limit(SPEAKERS).toList();
      List<Person> listeners = listeners(stack, speakers);
      openAt("first", stack.run().url(FIRST), listeners);
      openAt("second", stack.run().url(SECOND), listeners);
      speakers.forEach(Speaker::start);
      Nodes.pause(WHILE_MILLIS);

      try (SecondNode third = SecondNode.of(FIRST, stack)) {
        openAt("third", third.url(), listeners);
        Nodes.pause(WHILE_MILLIS);
        stack.processes().kill(SECOND);
        Nodes.pause(WHILE_MILLIS);
        stack.processes().start(SECOND);
        stack.processes().awaitReady(SECOND);
        openAt("second again", stack.run().url(SECOND), listeners);
        Nodes.pause(WHILE_MILLIS);
        assertEnd(speakers);
      }
    }
  }

  /** Creates the listeners, who follow all speakers. */
  private static List<Person> listeners(Stack stack, List<Speaker> speakers) {
    List<Person> listeners = Stream.generate(() -> stack.person("bob")).limit(LISTENERS).toList();
    listeners.forEach(
        listener -> speakers.forEach(speaker -> listener.subscribesTo(speaker.person())));
    return listeners;
  }

  private void openAt(String name, URI node, List<Person> listeners) throws InterruptedException {
    List<Screen> opened = new ArrayList<>();
    for (Person listener : listeners) {
      opened.add(listener.at(node).opensScreen());
    }
    screens.put(name, opened);
  }

  private void assertEnd(List<Speaker> speakers) {
    Map<String, Integer> last = new HashMap<>();
    speakers.forEach(speaker -> last.put(speaker.person().address(), speaker.stop()));
    assertThat(last.values()).as("all have spoken").allMatch(said -> said > 3);
    screens.forEach((name, opened) -> {
      for (Screen screen : opened) {
        if (!name.equals("second")) {
          await()
              .alias(name)
              .atMost(ENDS_WITHIN)
              .untilAsserted(() -> assertThat(shown(screen)).isEqualTo(last));
        }
        assertNeverBackwards(name, screen);
      }
    });
    assertThat(screens.get("second")).as("the killed node's").allMatch(Screen::isClosed);
    screens.values().forEach(opened -> opened.forEach(Screen::close));
  }

  private static Map<String, Integer> shown(Screen screen) {
    Map<String, Integer> shown = new HashMap<>();
    Stream.concat(screen.snapshot().stream(), screen.updates().stream())
        .forEach(seen -> shown.put(seen.subject(), Integer.valueOf(seen.status())));
    return shown;
  }

  private static void assertNeverBackwards(String name, Screen screen) {
    Map<String, Integer> shown = new HashMap<>();
    for (Seen seen : screen.updates()) {
      int number = Integer.parseInt(seen.status());
      int before = shown.getOrDefault(seen.subject(), 0);
      assertThat(number)
          .as("%s after %d at the %s node", seen, before, name)
          .isGreaterThanOrEqualTo(before);
      shown.put(seen.subject(), number);
    }
  }
}
