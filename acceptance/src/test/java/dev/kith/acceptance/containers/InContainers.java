package dev.kith.acceptance.containers;

import dev.kith.acceptance.stack.OnItsOwnStack;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks tests that need an engine and images; they are not among every day's. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnItsOwnStack
@Tag("minutes")
@ExtendWith(EngineCondition.class)
@interface InContainers {}
