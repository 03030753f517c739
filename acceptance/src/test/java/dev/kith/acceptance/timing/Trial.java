package dev.kith.acceptance.timing;

import static java.util.Objects.requireNonNull;

import dev.kith.acceptance.timing.BareConnection.Timed;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Trial that sends requests of several kinds in random order and measures the time of each. The
 * order is random within rounds of one request of each half of each kind, so that anything else
 * that the machine does affects all kinds alike.
 */
public final class Trial {

  private static final long SEED = 4711;

  private final URI service;
  private final int inFlight;
  private final Map<String, List<byte[]>> requests;

  /**
   * @param inFlight number of connections that send requests at the same time
   * @param requests by kind, one for each address
   */
  public Trial(URI service, int inFlight, Map<String, List<byte[]>> requests) {
    this.service = service;
    this.inFlight = inFlight;
    this.requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
  }

  /** The distinct responses, without their dates, and the times of each kind. */
  public record Outcome(Set<String> answers, Comparison times) {}

  /** The request for one address of a kind. */
  private record Shot(String kind, int number) {
    boolean isOf(String other, int half) {
      return kind.equals(other) && number % 2 == half;
    }
  }

  private record Hit(Shot shot, Timed timed) {}

  /** Sends {@code ofEachKind} requests of each kind. */
  public Outcome run(int ofEachKind) {
    List<CompletableFuture<List<Hit>>> connections = new ArrayList<>();
    for (int number = 0; number < inFlight; number++) {
      List<Shot> shots = shots(ofEachKind / inFlight, new Random(SEED + number));
      connections.add(
          CompletableFuture.supplyAsync(
              () -> send(shots), task -> Thread.ofPlatform().start(task)));
    }
    return outcome(connections.stream().flatMap(hits -> hits.join().stream()).toList());
  }

  private List<Hit> send(List<Shot> shots) {
    List<Hit> hits = new ArrayList<>(shots.size());
    try (BareConnection connection = new BareConnection(service)) {
      shots.forEach(shot ->
          hits.add(
              new Hit(
                  shot,
                  connection.send(requireNonNull(requests.get(shot.kind)).get(shot.number)))));
    }
    return hits;
  }

  private List<Shot> shots(int ofEachKind, Random random) {
    List<Shot> shots = new ArrayList<>();
    for (int number = 0; number < ofEachKind; number += 2) {
      List<Shot> round = new ArrayList<>();
      requests.forEach((kind, ofKind) -> {
        int pair = random.nextInt(ofKind.size() / 2) * 2;
        round.add(new Shot(kind, pair));
        round.add(new Shot(kind, pair + 1));
      });
      Collections.shuffle(round, random);
      shots.addAll(round);
    }
    return shots;
  }

  private Outcome outcome(Collection<Hit> hits) {
    Set<String> answers = new TreeSet<>();
    Map<String, Comparison.Halves> times = new LinkedHashMap<>();
    hits.forEach(hit -> answers.add(withoutDate(hit.timed.answer())));
    requests.keySet().forEach(kind -> times.put(kind, halves(hits, kind)));
    return new Outcome(answers, new Comparison(times));
  }

  private static Comparison.Halves halves(Collection<Hit> hits, String kind) {
    return new Comparison.Halves(
        times(hits.stream().filter(hit -> hit.shot.isOf(kind, 0))),
        times(hits.stream().filter(hit -> hit.shot.isOf(kind, 1))),
        times(hits.stream().filter(hit -> hit.shot.kind.equals(kind))));
  }

  private static Times times(Stream<Hit> hits) {
    return Times.of(hits.map(hit -> hit.timed.nanos()).toList());
  }

  private static String withoutDate(String answer) {
    return answer.replaceFirst("(?i)\r\ndate: [^\r]*", "");
  }
}
