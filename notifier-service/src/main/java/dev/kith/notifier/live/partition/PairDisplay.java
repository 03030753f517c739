package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.Update.Kind;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged.Cause;
import dev.kith.notifier.live.LivePresence;
import dev.kith.notifier.live.frame.FrameContext;
import dev.kith.notifier.live.frame.PairBits;
import dev.kith.notifier.live.frame.Renderer;
import dev.kith.notifier.live.frame.Rendering;
import dev.kith.notifier.live.frame.ViewHash;
import java.util.Optional;

/** Display of one content of a subject: offers each pair's session what it was not shown yet. */
final class PairDisplay {

  private final Address subject;
  private final Content content;
  private final LiveContext context;
  private final Renderer renderer;

  PairDisplay(Address subject, Content content, FrameContext frames, LiveContext context) {
    this.subject = subject;
    this.content = content;
    this.context = context;
    this.renderer = new Renderer(subject, content.profile(), frames);
  }

  /** What the pair's session is to be shown. */
  Rendering rendering(PairState pair) {
    if (isOwn(pair)) {
      return subject.isGroup() ? renderer.nothing() : renderer.own();
    }
    return context.rules().isComplete(pair.at(), pair.need(), content.position())
        ? renderer.of(pair.participant().viewer(), pair.bits(), pair.labels())
        : renderer.nothing();
  }

  /**
   * Shows the present state if it differs from what was shown last.
   *
   * @param isTold whether to show it even if it does not differ
   */
  void show(PairState pair, boolean isTold) {
    if (pair.has(PairState.AWAITS_ENTRY)) {
      return;
    }
    var rendering = rendering(pair);
    if (isTold || rendering.hash() != pair.hash()) {
      var participant = pair.participant();
      var kind = kind(pair, rendering);
      participant.session().update(rendering.update(kind, participant.mayResume()));
      remember(pair, rendering);
    }
    if (rendering.isNothing() && content.profile().isPresent() && PairBits.follows(pair.bits())) {
      // an appearance that was hidden from a follower is no news when it is shown later
      pair.set(PairState.KNOWN, true);
    }
    presenceMayShow(pair, rendering);
  }

  /** Sends the pair's entry; returns false if there is none, because nothing is visible. */
  boolean entry(PairState pair) {
    pair.set(PairState.AWAITS_ENTRY, false);
    var rendering = rendering(pair);
    var participant = pair.participant();
    var isSent = participant.isRecovered || !rendering.isNothing();
    if (isSent) {
      // a snapshot has no joined
      var kind = participant.isRecovered ? kind(pair, rendering) : Kind.CHANGED;
      participant.session().entry(rendering.update(kind, false));
    }
    remember(pair, rendering);
    pair.set(PairState.PRESENCE_VISIBLE, rendering.showsPresence());
    return isSent;
  }

  private Kind kind(PairState pair, Rendering rendering) {
    if (rendering.isNothing()) {
      return Kind.REMOVED;
    }
    var followed = isOwn(pair) || pair.followsSince().isBefore(content.appeared());
    return followed && !pair.has(PairState.KNOWN) ? Kind.JOINED : Kind.CHANGED;
  }

  private static void remember(PairState pair, Rendering rendering) {
    pair.hash(rendering.hash());
    if (rendering.hash() != ViewHash.NOTHING) {
      pair.set(PairState.KNOWN, true);
    }
  }

  private boolean isOwn(PairState pair) {
    return pair.participant().viewer().equals(subject);
  }

  /** Notes whether the presence is visible, and tells the session when it is not any more. */
  private void presenceMayShow(PairState pair, Rendering rendering) {
    var is = rendering.showsPresence();
    if (is == pair.has(PairState.PRESENCE_VISIBLE)) {
      return;
    }
    pair.set(PairState.PRESENCE_VISIBLE, is);
    pair.set(PairState.EXPECTS_PRESENCE, is);
    if (!is) {
      pair.participant().session().presence(new LivePresence(subject, Optional.empty(), false));
    }
  }

  /**
   * Shows presence to a session that may see it. A transition of a subject with coarse presence is
   * left out, because it would reveal the moment.
   *
   * @param cause why; only a session that may see it since a moment ago is shown it for {@code
   *     VISIBILITY}
   */
  void presence(PairState pair, PresenceChanged changed, Cause cause) {
    var presence = changed.presence();
    var isExpected = pair.has(PairState.EXPECTS_PRESENCE);
    if (!presence.isKnown()
        || !rendering(pair).showsPresence()
        || (cause == Cause.VISIBILITY && !isExpected)) {
      return;
    }
    var isTransition = cause == Cause.TRANSITION && !isExpected;
    pair.set(PairState.EXPECTS_PRESENCE, false);
    if (isTransition && !changed.exact()) {
      return;
    }
    var exactly = presence.exactly();
    var shown = changed.exact() ? exactly : exactly.roughly(context.clock().instant());
    pair.participant()
        .session()
        .presence(new LivePresence(subject, Optional.of(shown), isTransition));
  }
}
