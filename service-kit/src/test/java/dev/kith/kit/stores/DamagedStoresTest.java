package dev.kith.kit.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DamagedStoresTest {

  private static final TaskId MINE = new TaskId(7, 1);
  private static final TaskId OTHER = new TaskId(7, 2);

  @AfterEach
  void forget() {
    DamagedStores.opened(MINE);
    DamagedStores.opened(OTHER);
    DamagedStores.stopped(MINE);
  }

  @Test
  void a_thread_restores_its_own_task_and_leaves_those_of_others()
      throws ExecutionException, InterruptedException {
    DamagedStores.running(MINE);
    onAnotherThread(() -> DamagedStores.running(OTHER));

    onAnotherThread(() -> find(MINE));
    onAnotherThread(() -> find(OTHER));

    assertThatExceptionOfType(TaskCorruptedException.class)
        .isThrownBy(DamagedStores::check)
        .satisfies(damaged -> assertThat(damaged.corruptedTasks()).containsExactly(MINE));
  }

  /** Kafka Streams does not know a task as damaged that it is restoring. */
  @Test
  void a_task_is_not_restored_again_before_it_runs_again() {
    DamagedStores.running(MINE);
    find(MINE);
    DamagedStores.stopped(MINE);

    DamagedStores.check();

    DamagedStores.opened(MINE);
    DamagedStores.running(MINE);
    DamagedStores.check();
  }

  @Test
  void a_former_thread_of_a_task_does_not_stop_it_on_its_new_one()
      throws ExecutionException, InterruptedException {
    DamagedStores.running(MINE);
    onAnotherThread(() -> DamagedStores.stopped(MINE));
    find(MINE);

    assertThatExceptionOfType(TaskCorruptedException.class).isThrownBy(DamagedStores::check);
  }

  private static void find(TaskId task) {
    assertThat(DamagedStores.found(task, "s", new IOException("checksum")))
        .isInstanceOf(InvalidStateStoreException.class);
  }

  private static void onAnotherThread(Runnable action)
      throws ExecutionException, InterruptedException {
    CompletableFuture.runAsync(action).get();
  }
}
