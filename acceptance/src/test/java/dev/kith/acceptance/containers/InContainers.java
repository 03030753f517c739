package dev.kith.acceptance.containers;

import dev.kith.acceptance.stack.OnItsOwnStack;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that need a Docker engine and the images; only {@code ./kith test --all} runs them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnItsOwnStack
@Tag("minutes")
@ExtendWith(EngineCondition.class)
@interface InContainers {}
