package dev.kith.acceptance.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Arrivals;
import dev.kith.harness.Json;
import dev.kith.harness.client.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Session over an event stream, parsed as a browser parses it. */
public final class EventStream implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Arrivals<Event> events = new Arrivals<>();
  private final HttpResponse<Stream<String>> response;

  /** Event of the stream; an event without an id has the id of the event before it. */
  public record Event(String id, JsonNode data) {
    public String type() {
      return data.path("type").asText();
    }
  }

  private EventStream(URI updates, String token, List<String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(updates)
            .header("Accept", "text/event-stream")
            .header("Authorization", "Bearer " + token);
    for (int name = 0; name < headers.size(); name += 2) {
      request.header(headers.get(name), headers.get(name + 1));
    }
    this.response = client.sendAsync(request.build(), BodyHandlers.ofLines()).join();
    Thread.ofVirtual().start(this::read);
  }

  /** Opens a session; {@code headers} are names and values in turn. */
  public static EventStream open(URI door, String address, String token, String... headers) {
    URI updates = door.resolve("/v1/users/" + Api.encoded(address) + "/updates");
    return new EventStream(updates, token, List.of(headers));
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Returns the next event, whatever its type. */
  public Event next() throws InterruptedException {
    return events
        .take(WITHIN)
        .orElseThrow(() -> new AssertionError("No further event, after " + events.all()));
  }

  /** Skips events up to the first of that type, and returns it. */
  public Event next(String type) throws InterruptedException {
    Event event = next();
    while (!event.type().equals(type)) {
      event = next();
    }
    return event;
  }

  /** Whether the other side has ended the stream; {@link #next()} still returns earlier events. */
  public boolean hasEnded() {
    return events.hasEnded();
  }

  private void read() {
    Pending pending = new Pending();
    try (Stream<String> lines = response.body()) {
      lines.forEach(pending::take);
    } catch (RuntimeException cut) {
      // a stream that is cut off ends like one that is closed
    } finally {
      events.end();
    }
  }

  /** The event whose lines are being read. */
  private final class Pending {
    private String id = "";
    private @Nullable String data;

    void take(String line) {
      if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty() && data != null) {
        events.add(new Event(id, Json.parse(data)));
        data = null;
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
