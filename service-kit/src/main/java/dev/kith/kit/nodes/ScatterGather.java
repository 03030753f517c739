package dev.kith.kit.nodes;

import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Scatter-gather: splits a query by the nodes that own its parts, and collects their answers. */
@ApplicationScoped
public class ScatterGather {

  private final IntFunction<Optional<PartitionOwners.Node>> owners;

  @Inject
  ScatterGather(PartitionOwners partitionOwners) {
    this(partitionOwners::owner);
  }

  /** Creates one that knows the {@code owners} of partitions, as far as they are known. */
  ScatterGather(IntFunction<Optional<PartitionOwners.Node>> owners) {
    this.owners = owners;
  }

  /**
   * Asks each node for its parts.
   *
   * @param partition of a part
   * @param here computes the answer for parts of this node, on the calling thread
   * @param there asks another node for its parts
   * @return one answer per node that owns a part; fails with {@link PartitionOwners.NotHere} while
   *     a part has no node
   */
  public <P, A> CompletionStage<List<A>> gather(
      Collection<P> parts,
      ToIntFunction<P> partition,
      HttpHeaders headers,
      Function<List<P>, A> here,
      BiFunction<PartitionOwners.Node, List<P>, CompletionStage<A>> there) {
    if (NodeForwarder.isPassedOn(headers)) {
      return CompletableFuture.completedFuture(List.of(here.apply(List.copyOf(parts))));
    }
    return spread(parts, partition, here, there);
  }

  /**
   * Like {@link #gather}, also for a request from another node. {@code there} must not lead to
   * further requests: it uses a path under {@link Paths#INTERNAL}, whose resources ask no other
   * nodes.
   */
  public <P, A> CompletionStage<List<A>> spread(
      Collection<P> parts,
      ToIntFunction<P> partition,
      Function<List<P>, A> here,
      BiFunction<PartitionOwners.Node, List<P>, CompletionStage<A>> there) {
    var byNode = new LinkedHashMap<PartitionOwners.Node, List<P>>();
    for (var part : parts) {
      var node = owners.apply(partition.applyAsInt(part)).orElseThrow(PartitionOwners.NotHere::new);
      byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(part);
    }
    // other nodes are asked first and work while this node does
    var answers = new ArrayList<CompletableFuture<A>>();
    byNode.forEach((node, its) -> {
      if (!node.isHere()) {
        answers.add(there.apply(node, its).toCompletableFuture());
      }
    });
    byNode.forEach((node, its) -> {
      if (node.isHere()) {
        answers.add(CompletableFuture.completedFuture(here.apply(its)));
      }
    });
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
  }
}
