package dev.kith.acceptance.resume;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Subscribers and the people they follow: subjects, who change all the time, and newcomers, who
 * appear later.
 */
final class Town {

  private static final Duration FOLLOW_WITHIN = Duration.ofMinutes(1);

  private final Secrets secrets = new Secrets();
  private final List<Person> subscribers;
  private final List<Person> subjects;
  private final List<Person> newcomers;
  private final List<Owner> owners;
  private final List<Device> devices;

  Town(Stack stack, int subscriberCount, int subjectCount, int newcomerCount) {
    this.subscribers = people(stack, "bob", subscriberCount);
    this.subjects = people(stack, "alice", subjectCount);
    this.newcomers = people(stack, "newcomer", newcomerCount);
    this.owners =
        subjects.stream().map(subject -> new Owner(subject, subscribers, secrets)).toList();
    this.devices = subscribers.stream().map(person -> new Device(person, secrets)).toList();
  }

  List<Owner> owners() {
    return owners;
  }

  List<Device> devices() {
    return devices;
  }

  List<Person> newcomers() {
    return newcomers;
  }

  /**
   * Creates the subjects' profiles, and lets every subscriber follow every subject and every
   * newcomer, although the newcomers have no profile yet.
   */
  void settle() {
    subjects.forEach(subject -> Owner.repeat(profileOf(subject, subject.address())));
    for (Person subscriber : subscribers) {
      subjects.forEach(subject ->
          Owner.repeat(() ->
              subscriber
                  .api()
                  .send("PATCH", subscriber.contactPath(subject), "{\"subscribed\":true}")));
      followNewcomers(subscriber);
    }
  }

  /** Creates the profile of a newcomer. */
  void appear(int newcomer) {
    Owner.repeat(profileOf(newcomers.get(newcomer), "New"));
  }

  /** Deletes the profile of a newcomer. */
  void leave(int newcomer) {
    Person person = newcomers.get(newcomer);
    Owner.repeat(() -> person.api().delete(person.profilePath()));
  }

  private static Supplier<Answer> profileOf(Person person, String name) {
    String profile = Json.of(Map.of("name", name, "status", "0")).toString();
    return () -> person.api().send("PUT", person.profilePath(), profile);
  }

  /** Follows all newcomers with one sync. */
  private void followNewcomers(Person subscriber) {
    List<String> addresses = newcomers.stream().map(Person::address).toList();
    Map<String, Object> sync =
        Map.of("addresses", addresses, "contact", true, "subscribe", true, "syncNow", true);
    String body = Json.of(sync).toString();
    Owner.repeat(() -> subscriber.api().send("POST", subscriber.path("contacts:sync"), body));
    await()
        .atMost(FOLLOW_WITHIN)
        .until(() ->
            newcomers.stream()
                .allMatch(newcomer ->
                    subscriber.contact(newcomer).body().path("subscribed").booleanValue()));
  }

  /** Changes a subscriber's relation to a random subject. */
  void changeMind(int subscriber, Random random) {
    Person person = subscribers.get(subscriber);
    Person subject = subjects.get(random.nextInt(subjects.size()));
    switch (random.nextInt(6)) {
      case 0 -> mind(person, subject, false);
      case 1 -> Owner.done(person.api().send("PUT", block(person, subject), ""));
      case 2 -> Owner.done(person.api().delete(block(person, subject)));
      default -> mind(person, subject, true);
    }
  }

  /**
   * The entries that the subscriber must have in the end: of each subject the response to a GET,
   * and the newcomers who stayed.
   */
  Map<String, JsonNode> expected(Person subscriber, List<Person> stayed) {
    Map<String, JsonNode> expected = new TreeMap<>();
    stayed.forEach(newcomer -> expected.put(newcomer.address(), asNew(newcomer)));
    for (Person subject : subjects) {
      JsonNode relation = subscriber.api().get(subscriber.contactPath(subject)).body();
      Answer view = subscriber.api().get(subject.profilePath());
      if (view.status() != 200 && view.status() != 404) {
        throw new AssertionError(view);
      }
      boolean follows =
          relation.path("subscribed").booleanValue() && !relation.path("blocked").booleanValue();
      if (follows && view.status() == 200) {
        expected.put(subject.address(), view.body());
      }
    }
    return expected;
  }

  private static JsonNode asNew(Person newcomer) {
    return Json.of(Map.of("address", newcomer.address(), "name", "New", "status", "0"));
  }

  private static void mind(Person person, Person subject, boolean subscribed) {
    String body = Json.of(Map.of("subscribed", subscribed)).toString();
    Owner.done(person.api().send("PATCH", person.contactPath(subject), body));
  }

  private static String block(Person person, Person subject) {
    return person.path("blocks/" + subject.address());
  }

  private static List<Person> people(Stack stack, String name, int count) {
    return IntStream.range(0, count).mapToObj(_ -> stack.person(name)).toList();
  }
}
