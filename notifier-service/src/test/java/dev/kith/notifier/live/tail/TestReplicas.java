package dev.kith.notifier.live.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.notifier.replica.reader.NotServed;
import dev.kith.notifier.replica.reader.ReplicaPage;
import dev.kith.notifier.replica.reader.ReplicaReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reader whose reads wait until the test answers them. */
final class TestReplicas implements ReplicaReader {

  boolean isClosed;
  private final List<Read> reads = new ArrayList<>();

  private record Read(String text, Promise<ReplicaPage> answer) {}

  @Override
  public Future<ReplicaPage> page(Address viewer, Optional<Address> after, int limit) {
    return read(viewer + after.map(subject -> " after " + subject).orElse(""));
  }

  @Override
  public Future<ReplicaPage> some(Address viewer, Collection<Address> subjects) {
    return read(viewer + " of " + subjects);
  }

  private Future<ReplicaPage> read(String text) {
    if (isClosed) {
      throw new IllegalStateException("closed");
    }
    var read = new Read(text, Promise.promise());
    reads.add(read);
    return read.answer().future();
  }

  /** What is being read, the oldest first. */
  List<String> underWay() {
    return reads.stream().map(Read::text).toList();
  }

  /** Answers the oldest such read. */
  void answer(String text, ReplicaPage page) {
    take(text).complete(page);
  }

  /** Lets the oldest such read fail. */
  void fail(String text) {
    take(text).fail(new NotServed("moving"));
  }

  private Promise<ReplicaPage> take(String text) {
    assertThat(underWay()).contains(text);
    return reads.remove(underWay().indexOf(text)).answer();
  }
}
