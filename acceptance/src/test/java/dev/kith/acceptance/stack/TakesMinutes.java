package dev.kith.acceptance.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests that take a minute or more, because nodes start and stop or very many requests are
 * needed. Only {@code ./kith test --all} runs them.
 */
@Tag("minutes")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TakesMinutes {}
