package dev.kith.notifier.replica;

import dev.kith.avro.PlaceVersion;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Relation;
import dev.kith.domain.replica.Pair;
import dev.kith.domain.replica.Place;
import dev.kith.domain.replica.PlaceHistory;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.Versions;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.schemas.StateFormat;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Codec of the states of pairs in a delivery partition. */
public final class PlaceStateCodec {

  private static final StateFormat<dev.kith.avro.PlaceState> FORMAT =
      new StateFormat<>(dev.kith.avro.PlaceState.class);

  private PlaceStateCodec() {}

  public static byte[] write(PlaceState state) {
    var place = state.place();
    var history = state.history();
    var versions = history.relations().list();
    return FORMAT.write(
        new dev.kith.avro.PlaceState(
            place.at(),
            place.need(),
            ContentCodec.write(place.pair().owner()),
            ContentCodec.write(place.pair().follower()),
            versions.getLast().from(),
            history.followerChanged(),
            versions.subList(0, versions.size() - 1).stream()
                .map(PlaceStateCodec::write)
                .toList()));
  }

  private static PlaceVersion write(Versions.Version<Relation> version) {
    return new PlaceVersion(
        version.from(), write(version.state().own()), write(version.state().mirror()));
  }

  private static dev.kith.avro.@Nullable HalfEdge write(HalfEdge half) {
    return half.equals(HalfEdge.NONE) ? null : HalfEdgeCodec.write(half);
  }

  public static PlaceState read(byte[] value) {
    var state = FORMAT.read(value);
    var pair =
        new Pair(ContentCodec.read(state.getOwner()), ContentCodec.read(state.getFollower()));
    var versions = new ArrayList<Versions.Version<Relation>>();
    state.getVersions().forEach(version -> versions.add(read(version)));
    versions.add(
        new Versions.Version<>(
            state.getRelatedFrom(), PlaceHistory.withoutPositions(pair.relation())));
    return new PlaceState(
        new Place(pair, state.getAt(), state.getNeed()),
        new PlaceHistory(new Versions<>(versions), state.getFollowerChanged()));
  }

  private static Versions.Version<Relation> read(PlaceVersion version) {
    return new Versions.Version<>(
        version.getFrom(), new Relation(read(version.getOwner()), read(version.getFollower())));
  }

  private static HalfEdge read(dev.kith.avro.@Nullable HalfEdge half) {
    return half == null ? HalfEdge.NONE : HalfEdgeCodec.read(half);
  }
}
