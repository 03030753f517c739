package dev.kith.notifier.live.frame;

import dev.kith.notifier.live.Origin;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.wire.UpdateEncoder;
import java.util.Optional;

/**
 * What the frames about one moment have in common.
 *
 * @param cursor up to where a client knows everything that has such a frame
 * @param origin the record that caused the frames; empty if they are about what was read
 */
public record FrameContext(UpdateEncoder encoder, Cursor cursor, Optional<Origin> origin) {}
