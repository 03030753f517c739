package dev.kith.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Closed loop over persistent connections: each connection sends its next request when it has
 * received the response to the last one. The loop uses one thread and allocates almost nothing for
 * a request, because the server shares the processors with it.
 */
public final class HttpLoop implements AutoCloseable {

  private static final long SELECT_MILLIS = 1_000;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final Selector selector;
  private final List<HttpConnection> connections = new ArrayList<>();

  /** Source of requests. */
  @FunctionalInterface
  public interface Requests {
    /** Writes the whole of the next request. */
    void writeNext(ByteBuffer into);
  }

  public HttpLoop(URI server, int inFlight) {
    try {
      selector = Selector.open();
      InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
      for (int number = 0; number < inFlight; number++) {
        connections.add(new HttpConnection(address, selector));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Sends requests for {@code length}, and waits for the last response. Each status other than 200
   * counts as refused.
   */
  public Round run(Requests requests, Duration length) {
    try {
      return new Run(requests, System.nanoTime() + length.toNanos()).toEnd();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      for (HttpConnection connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private final class Run {

    private final Latencies latencies = new Latencies();
    private final Requests requests;
    private final long start = System.nanoTime();
    private final long deadline;
    private long done;
    private long refused;
    private int outstanding;

    Run(Requests requests, long deadline) {
      this.requests = requests;
      this.deadline = deadline;
    }

    Round toEnd() throws IOException {
      for (HttpConnection connection : connections) {
        connection.send(requests);
        outstanding++;
      }
      while (outstanding > 0) {
        int ready =
            selector.select(key -> onReadable((HttpConnection) key.attachment()), SELECT_MILLIS);
        if (ready == 0 && System.nanoTime() > deadline + ANSWER_WITHIN.toNanos()) {
          throw new IOException(outstanding + " requests were not answered");
        }
      }
      return new Round(Duration.ofNanos(System.nanoTime() - start), latencies, done, refused);
    }

    private void onReadable(HttpConnection connection) {
      try {
        if (!connection.receive()) {
          return;
        }
        long now = System.nanoTime();
        count(connection.status(), now - connection.sentAt());
        if (now < deadline) {
          connection.send(requests);
        } else {
          outstanding--;
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private void count(int status, long nanos) {
      latencies.add(nanos);
      if (status == 200) {
        done++;
      } else {
        refused++;
      }
    }
  }
}
