package dev.kith.local.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;

/**
 * Remover of consumer group members whose nodes an earlier run had and this one does not. The
 * members are static: the broker restarts their session timeout when it starts, and until it
 * expires their partitions belong to nodes that do not exist.
 */
final class DepartedMembers {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int ATTEMPTS = 300;

  private final String broker;
  private final Map<String, Set<MemberToRemove>> byGroup;

  /** Takes members written as {@code GROUP/INSTANCE}. */
  DepartedMembers(String broker, Collection<String> departed) {
    this.broker = broker;
    this.byGroup =
        departed.stream()
            .map(member -> member.split("/", 2))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    Collectors.mapping(parts -> new MemberToRemove(parts[1]), Collectors.toSet())));
  }

  /** Starts a thread that waits for the broker and ends when the members are removed. */
  void removeWhenUp() {
    if (!byGroup.isEmpty()) {
      Thread.ofPlatform().daemon().name("departed-members").start(this::remove);
    }
  }

  private void remove() {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                PAUSE.toMillis()))) {
      List<String> left = List.copyOf(byGroup.keySet());
      for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
        left = left.stream().filter(group -> !isRemoved(admin, group)).toList();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns false if the removal must be retried. */
  private boolean isRemoved(Admin admin, String group) {
    try {
      var options =
          new RemoveMembersFromConsumerGroupOptions(byGroup.getOrDefault(group, Set.of()));
      admin.removeMembersFromConsumerGroup(group, options).all().get();
      System.out.println("Removed members of departed nodes from group " + group);
      return true;
    } catch (ExecutionException failure) {
      return isGone(failure.getCause()) || isGone(causeOf(failure.getCause()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable failure) {
    return failure == null ? null : failure.getCause();
  }

  private static boolean isGone(@Nullable Throwable failure) {
    return failure instanceof UnknownMemberIdException
        || failure instanceof GroupIdNotFoundException;
  }
}
