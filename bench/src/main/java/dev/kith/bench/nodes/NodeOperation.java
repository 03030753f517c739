package dev.kith.bench.nodes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.bench.journal.Population;
import dev.kith.bench.measure.HttpLoop;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Kind of request that is sent for the profiles of a population in turn.
 *
 * @param method HTTP method
 * @param resource path below that of the profile's user
 * @param body body of a write; its {@code %d} is replaced by another number each time, so that each
 *     write is a change
 */
record NodeOperation(
    String name,
    String service,
    String method,
    String resource,
    String body,
    String token,
    Population population) {

  /** Returns the operations that an app uses most. */
  static List<NodeOperation> all(Stack stack, Population population) {
    String token = stack.tokens().ofBackend();
    return List.of(
        new NodeOperation(
            "GET profile", "profile-service", "GET", "profile", "", token, population),
        new NodeOperation(
            "PATCH profile, with its updates",
            "profile-service",
            "PATCH",
            "profile",
            "{\"status\":\"This is change %d\"}",
            token,
            population),
        new NodeOperation(
            "GET contacts, a page of 20",
            "contact-graph-service",
            "GET",
            "contacts?limit=20",
            "",
            token,
            population),
        new NodeOperation(
            "PATCH contact",
            "contact-graph-service",
            "PATCH",
            "contacts/" + population.reader(),
            "{\"labels\":[\"change-%d\"]}",
            token,
            population),
        new NodeOperation(
            "GET address-book, a page of 20",
            "notifier-service",
            "GET",
            "address-book?limit=20",
            "",
            token,
            population));
  }

  /** Returns the requests to a node, for one profile after the other. */
  HttpLoop.Requests requests(URI node) {
    List<String> addresses = population.addresses();
    return new HttpLoop.Requests() {
      private int next;

      @Override
      public void writeNext(ByteBuffer into) {
        into.put(request(node, addresses.get(next % addresses.size()), next).getBytes(US_ASCII));
        next++;
      }
    };
  }

  private String request(URI node, String address, int number) {
    String json = body.formatted(number);
    return "%s /v1/users/%s/%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n%s"
        .formatted(
            method,
            address,
            resource,
            node.getAuthority(),
            token,
            json.isEmpty()
                ? ""
                : "Content-Type: application/json\r\nContent-Length: %d\r\n"
                    .formatted(json.length()),
            json);
  }
}
