package dev.kith.bench.profiles;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.bench.journal.Population;
import dev.kith.bench.measure.HttpLoop;
import dev.kith.harness.stack.Stack;
import java.nio.ByteBuffer;

/** Factory of the requests to profile-service, as bytes. */
final class ProfileRequests {

  /** Skew of the reads: a usual value, close to that of requests for web pages and videos. */
  static final double ZIPF_EXPONENT = 0.99;

  private final Population population;
  private final String host;
  private final Zipf zipf;
  private final byte[] readerEnd;
  private final String writerHeaders;
  private int nextWritten;

  ProfileRequests(Stack stack, Population population) {
    this.population = population;
    this.host = stack.run().hostAndPort("profile-service");
    this.zipf = new Zipf(population.size(), ZIPF_EXPONENT);
    this.readerEnd = (headers(stack.tokens().of(population.reader())) + "\r\n").getBytes(US_ASCII);
    this.writerHeaders =
        headers(stack.tokens().ofBackend()) + "Content-Type: application/json\r\nContent-Length: ";
  }

  /** Returns reads of profiles that are drawn by Zipf's law, by the reader of the population. */
  HttpLoop.Requests reads() {
    byte[] start = "GET /v1/users/".getBytes(US_ASCII);
    byte[] resource = "/profile".getBytes(US_ASCII);
    return into ->
        into.put(start)
            .put(population.address(zipf.next()).getBytes(US_ASCII))
            .put(resource)
            .put(readerEnd);
  }

  /** Returns requests to the empty endpoint, with the same headers as the reads. */
  HttpLoop.Requests empty() {
    byte[] start = "GET /v1".getBytes(US_ASCII);
    return into -> into.put(start).put(readerEnd);
  }

  /** Returns writes that replace the profiles in turn. */
  HttpLoop.Requests writes() {
    return this::write;
  }

  private void write(ByteBuffer into) {
    int number = nextWritten++;
    String body = population.json(number);
    String head =
        "PUT /v1/users/"
            + population.address(number)
            + "/profile"
            + writerHeaders
            + body.length()
            + "\r\n\r\n";
    into.put(head.getBytes(US_ASCII)).put(body.getBytes(US_ASCII));
  }

  private String headers(String token) {
    return " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token + "\r\n";
  }
}
