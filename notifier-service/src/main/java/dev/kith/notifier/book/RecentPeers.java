package dev.kith.notifier.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.kit.nodes.NodeClient;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.notifier.replica.reader.NotServed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Recent peers of a user, from the node that owns the user's journal partition, which need not have
 * the user's delivery partition.
 */
@Singleton
public class RecentPeers {

  private static final int OK = 200;

  private final Function<Address, Optional<PartitionOwners.Node>> owners;
  private final Function<Address, ReadOnlyKeyValueStore<Bytes, byte[]>> stores;
  private final NodeClient nodes;
  private final Vertx vertx;
  private final ObjectMapper json;

  @Inject
  RecentPeers(PartitionOwners partitionOwners, NodeClient nodes, Vertx vertx, ObjectMapper json) {
    this(
        partitionOwners::owner,
        user -> partitionOwners.store(RecentsStore.NAME, user),
        nodes,
        vertx,
        json);
  }

  /**
   * Creates a reader.
   *
   * @param owners node that owns the journal partition of a user; empty while it is unknown
   * @param stores store of recents that has a user; throws NotHere if it is not on this node
   */
  RecentPeers(
      Function<Address, Optional<PartitionOwners.Node>> owners,
      Function<Address, ReadOnlyKeyValueStore<Bytes, byte[]>> stores,
      NodeClient nodes,
      Vertx vertx,
      ObjectMapper json) {
    this.owners = owners;
    this.stores = stores;
    this.nodes = nodes;
    this.vertx = vertx;
    this.json = json;
  }

  /** Recent peer between nodes. */
  record PeerBody(String peer, long at) {}

  /** The recents of a user; fails with {@link NotServed} while their partition moves. */
  Future<Recents> of(Address user) {
    var owner = owners.apply(user);
    if (owner.isEmpty() || owner.get().isHere()) {
      return vertx.executeBlocking(() -> here(user), false);
    }
    var path = RecentPeersResource.PATH + "?user=" + URLEncoder.encode(user.text(), UTF_8);
    return nodes
        .ask(nodes.request(HttpMethod.GET, owner.get(), path), null)
        .recover(failure -> Future.failedFuture(unanswered(failure.toString())))
        .map(this::read);
  }

  /**
   * The recents of a user whose journal partition is on this node.
   *
   * @throws NotServed if it is not
   */
  Recents here(Address user) {
    try {
      return RecentsStore.read(stores.apply(user), user);
    } catch (PartitionOwners.NotHere | InvalidStateStoreException moving) {
      throw new NotServed("The user's partition is moving between nodes");
    }
  }

  private Recents read(NodeClient.Said answer) {
    if (answer.status() != OK) {
      throw unanswered("status " + answer.status());
    }
    try {
      var peers = json.readValue(answer.body().getBytes(), PeerBody[].class);
      return new Recents(
          Arrays.stream(peers)
              .map(peer ->
                  new Recents.Recent(new Address(peer.peer()), Instant.ofEpochMilli(peer.at())))
              .toList());
    } catch (IOException broken) {
      throw new IllegalStateException("The owning node answered with invalid recents", broken);
    }
  }

  static List<PeerBody> bodies(Recents recents) {
    return recents.latestFirst().stream()
        .map(recent -> new PeerBody(recent.peer().text(), recent.at().toEpochMilli()))
        .toList();
  }

  private static NotServed unanswered(String why) {
    return new NotServed("The node that owns the user's partition did not answer: " + why);
  }
}
