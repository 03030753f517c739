package dev.kith.profile.picture.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.profile.picture.codec.DecodeRequest;
import dev.kith.profile.picture.codec.Orientation;
import dev.kith.profile.picture.codec.PictureFormat;
import dev.kith.profile.picture.codec.UnacceptablePicture;
import dev.kith.profile.picture.codec.UnacceptablePicture.Reason;
import dev.kith.profile.picture.codec.WorkFolder;
import dev.kith.profile.picture.structure.Structure;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecoderQueueTest {

  private static final Duration NOW = Duration.ZERO;

  private long nanos;
  private final DecoderQueue queue = new DecoderQueue(3, () -> nanos);

  @Test
  void a_second_picture_of_a_user_is_refused_until_the_first_one_is_done() throws Exception {
    var first = job("alice");
    assertThat(queue.offer(first)).isEmpty();
    assertThat(queue.offer(job("alice")))
        .map(UnacceptablePicture::reason)
        .hasValue(Reason.USER_BUSY);

    assertThat(queue.take(NOW)).hasValue(first);
    assertThat(queue.offer(job("alice")))
        .map(UnacceptablePicture::reason)
        .hasValue(Reason.USER_BUSY);
    queue.done(first, Duration.ofSeconds(1));

    assertThat(queue.offer(job("alice"))).isEmpty();
  }

  @Test
  void who_has_used_much_comes_after_who_has_not() throws Exception {
    var costly = job("mallory");
    assertThat(queue.offer(costly)).isEmpty();
    assertThat(queue.take(NOW)).hasValue(costly);
    queue.done(costly, Duration.ofSeconds(10));
    var again = job("mallory");
    var alice = job("alice");
    var bob = job("bob");
    assertThat(queue.offer(again)).isEmpty();
    assertThat(queue.offer(alice)).isEmpty();
    assertThat(queue.offer(bob)).isEmpty();

    assertThat(queue.take(NOW)).hasValue(alice);
    assertThat(queue.take(NOW)).hasValue(bob);
    assertThat(queue.take(NOW)).hasValue(again);
  }

  @Test
  void what_was_used_is_forgotten_with_time() throws Exception {
    var costly = job("mallory");
    assertThat(queue.offer(costly)).isEmpty();
    assertThat(queue.take(NOW)).hasValue(costly);
    queue.done(costly, Duration.ofSeconds(10));
    nanos = Duration.ofSeconds(11).toNanos();
    var again = job("mallory");
    assertThat(queue.offer(again)).isEmpty();
    assertThat(queue.offer(job("alice"))).isEmpty();

    assertThat(queue.take(NOW)).hasValue(again);
  }

  @Test
  void no_more_wait_than_there_is_room_for() throws Exception {
    for (var user : new String[] {"alice", "bob", "carol"}) {
      assertThat(queue.offer(job(user))).isEmpty();
    }

    assertThat(queue.offer(job("dave"))).map(UnacceptablePicture::reason).hasValue(Reason.BUSY);
    assertThat(queue.take(NOW)).isPresent();
    assertThat(queue.offer(job("dave"))).isEmpty();
  }

  @Test
  void one_that_has_waited_too_long_makes_room_for_the_next_of_its_user() throws Exception {
    var job = job("alice");
    assertThat(queue.offer(job)).isEmpty();

    assertThat(queue.withdraw(job)).isTrue();
    assertThat(queue.take(NOW)).isEmpty();
    assertThat(queue.offer(job)).isEmpty();
    assertThat(queue.take(NOW)).hasValue(job);
    assertThat(queue.withdraw(job)).isFalse();
  }

  private static DecoderJob job(String user) {
    var request =
        new DecodeRequest(
            new WorkFolder(Path.of("nowhere")),
            PictureFormat.PNG,
            1,
            1,
            new Structure.Frame(0, 0, 1, 1),
            Orientation.UPRIGHT,
            ByteBuffer.allocate(0));
    return new DecoderJob(user, request);
  }
}
