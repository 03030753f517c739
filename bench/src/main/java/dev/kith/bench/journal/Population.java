package dev.kith.bench.journal;

import dev.kith.avro.ChangeMode;
import dev.kith.avro.ContactChanged;
import dev.kith.avro.ProfileChanged;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Test profiles, and the user who reads them. Consecutive addresses are in different partitions, so
 * that requests to addresses in order reach the partitions in turn.
 */
public record Population(List<String> addresses, String reader) {

  public static final String ACTOR = "backend";

  public static Population of(int count) {
    String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    List<List<String>> byPartition = new ArrayList<>();
    for (int partition = 0; partition < Stack.PARTITIONS; partition++) {
      byPartition.add(new ArrayList<>());
    }
    for (int number = 0; number < count; number++) {
      String address = "bench-%s-%06d".formatted(run, number);
      byPartition.get(Stack.partitionOf(address)).add(address);
    }
    return new Population(inTurn(byPartition, count), "bench-" + run + "-reader");
  }

  public int size() {
    return addresses.size();
  }

  public String address(int number) {
    return addresses.get(number % addresses.size());
  }

  /** Returns the event that a backend's PUT of {@link #json} appends to the journal. */
  public ProfileChanged event(int number) {
    return new ProfileChanged(
        ACTOR, null, ChangeMode.REPLACE, name(number), status(number), attributes(), List.of());
  }

  public String json(int number) {
    return "{\"name\":\"%s\",\"status\":\"%s\",\"attributes\":{\"city\":\"Oslo\",\"level\":7}}"
        .formatted(name(number), status(number));
  }

  /** Returns true for half of the owners: those that have the reader as a contact. */
  boolean knowsReader(int number) {
    return number / Stack.PARTITIONS % 2 == 0;
  }

  ContactChanged contact() {
    return new ContactChanged(ACTOR, null, reader, true, null, null, null);
  }

  private static String name(int number) {
    return "Person Number " + number;
  }

  private static String status(int number) {
    return "This is what number " + number + " has to say today";
  }

  private static Map<String, Object> attributes() {
    return Map.of("city", "Oslo", "level", 7L);
  }

  private static List<String> inTurn(List<List<String>> byPartition, int count) {
    List<String> inTurn = new ArrayList<>();
    for (int index = 0; inTurn.size() < count; index++) {
      for (List<String> partition : byPartition) {
        if (index < partition.size()) {
          inTurn.add(partition.get(index));
        }
      }
    }
    return List.copyOf(inTurn);
  }
}
