package dev.kith.notifier.replica;

import dev.kith.avro.OutlineVersion;
import dev.kith.avro.SubjectReplicaState;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Profile;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.ContentHistory;
import dev.kith.domain.replica.Outline;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.domain.replica.SubjectState;
import dev.kith.domain.replica.Versions;
import dev.kith.kit.codec.PrivacyCodec;
import dev.kith.schemas.StateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Codec of the states of subjects in a delivery partition. */
public final class SubjectStateCodec {

  private static final StateFormat<SubjectReplicaState> FORMAT =
      new StateFormat<>(SubjectReplicaState.class);

  private SubjectStateCodec() {}

  public static byte[] write(SubjectState state) {
    var replica = state.replica();
    var history = state.history();
    var outlines = history.outlines().list();
    return FORMAT.write(
        new SubjectReplicaState(
            replica.half(),
            history.latest(),
            history.appeared(),
            outlines.getLast().from(),
            replica.content().equals(Content.NONE) ? null : ContentCodec.write(replica.content()),
            history.changed(),
            outlines.subList(0, outlines.size() - 1).stream()
                .map(SubjectStateCodec::write)
                .toList()));
  }

  private static OutlineVersion write(Versions.Version<Profile> version) {
    var outline = version.state();
    return new OutlineVersion(
        version.from(),
        dev.kith.avro.Lifecycle.valueOf(outline.lifecycle().name()),
        List.copyOf(Outline.paths(outline)),
        PrivacyCodec.write(outline.privacy()));
  }

  public static SubjectState read(byte[] value) {
    var state = FORMAT.read(value);
    var content = state.getContent() == null ? Content.NONE : ContentCodec.read(state.getContent());
    return new SubjectState(
        new SubjectReplica(content, state.getHalf()),
        new ContentHistory(
            outlines(state, content),
            new TreeMap<>(state.getChanged()),
            state.getLatest(),
            state.getAppeared()));
  }

  private static Versions<Profile> outlines(SubjectReplicaState state, Content content) {
    var outlines = new ArrayList<Versions.Version<Profile>>();
    state.getOutlines().forEach(version -> outlines.add(read(version)));
    outlines.add(new Versions.Version<>(state.getOutlinedFrom(), Outline.of(content.profile())));
    return new Versions<>(outlines);
  }

  private static Versions.Version<Profile> read(OutlineVersion version) {
    var outline =
        Outline.of(
            Lifecycle.valueOf(version.getLifecycle().name()),
            version.getFields(),
            PrivacyCodec.read(version.getPrivacy()));
    return new Versions.Version<>(version.getFrom(), outline);
  }
}
