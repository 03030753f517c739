package dev.kith.notifier.live.frame;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.Position;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.Profile;
import dev.kith.domain.Settings;
import dev.kith.domain.View;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Renderer of one content of a subject: computes a view once for each group of viewers that the
 * rules cannot tell apart. Confined to one thread; its {@link Rendering}s are not.
 */
public final class Renderer {

  private final Address subject;
  private final Profile profile;
  private final FrameContext frame;
  private final PresencePolicy policy;
  private final Mentions mentions;
  private final Rendering nothing;
  private final @Nullable Rendering[] ordinary = new @Nullable Rendering[PairBits.GROUP + 1];
  private final Map<Group, Rendering> others = new HashMap<>();
  private @Nullable Rendering own;

  /**
   * Viewers who are the same to the rules, but not to rules that mention neither viewers nor
   * labels.
   *
   * @param named the viewer, if a rule names them
   */
  private record Group(int bits, Set<String> labels, @Nullable Address named) {}

  public Renderer(Address subject, Profile profile, FrameContext frame) {
    this.subject = subject;
    this.profile = profile;
    this.frame = frame;
    this.policy = new PresencePolicy(subject, profile, Settings.NONE);
    this.mentions = Mentions.of(profile.privacy());
    this.nothing = new Rendering(frame, View.nothing(subject), false);
  }

  /** What the subject's own sessions are shown. */
  public Rendering own() {
    var known = own;
    if (known == null) {
      known = new Rendering(frame, View.whole(subject, profile), false);
      own = known;
    }
    return known;
  }

  /** Rendering of a subject of which nothing is visible. */
  public Rendering nothing() {
    return nothing;
  }

  /** What a viewer is shown who is not the subject. */
  public Rendering of(Address viewer, int bits, SortedSet<String> labels) {
    if (!PairBits.mayShow(bits)) {
      return nothing;
    }
    var named = mentions.has(viewer);
    var mentioned = mentions.of(labels);
    if (named || !mentioned.isEmpty()) {
      var group = new Group(bits & PairBits.GROUP, mentioned, named ? viewer : null);
      return others.computeIfAbsent(group, _ -> render(viewer, bits, labels));
    }
    var index = bits & PairBits.GROUP;
    var known = ordinary[index];
    if (known == null) {
      known = render(viewer, bits, labels);
      ordinary[index] = known;
    }
    return known;
  }

  private Rendering render(Address viewer, int bits, SortedSet<String> labels) {
    var relation = PairBits.relation(bits, labels, Position.NONE);
    var view = new Entry(viewer, subject, profile, relation).view();
    return view.isNothing() ? nothing : new Rendering(frame, view, policy.tells(viewer, relation));
  }
}
