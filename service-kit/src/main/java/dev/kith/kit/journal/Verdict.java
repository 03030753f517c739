package dev.kith.kit.journal;

import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import java.util.Optional;

/**
 * The fold's verdict on one event.
 *
 * @param state the resource afterwards; unchanged if the event was refused
 */
public record Verdict<S>(Position at, S state, Optional<Refusal> refusal) {}
