package dev.kith.kit.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.kith.domain.PresenceView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Presence as JSON, as one viewer may see it.
 *
 * @param online absent if only the coarse last-seen time is shown
 * @param lastSeen a time to the second, or {@code recently}, {@code this-week}, {@code this-month}
 *     or {@code long-ago}; absent while online
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"online", "lastSeen"})
public record PresenceBody(@Nullable Boolean online, @Nullable String lastSeen) {

  /** The same presence, reduced to the coarse last-seen time. */
  public PresenceBody roughly(Instant now) {
    if (online == null) {
      return this;
    }
    var view =
        lastSeen == null
            ? new PresenceView.Online()
            : new PresenceView.Offline(Instant.parse(lastSeen));
    return of(view.roughly(now));
  }

  public static PresenceBody of(PresenceView view) {
    return switch (view) {
      case PresenceView.Online() -> new PresenceBody(true, null);
      case PresenceView.Offline(var lastSeen) ->
          new PresenceBody(false, lastSeen.truncatedTo(ChronoUnit.SECONDS).toString());
      case PresenceView.Roughly(var recency) -> new PresenceBody(null, recency.text());
    };
  }
}
