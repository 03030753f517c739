package dev.kith.acceptance.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Takes a minute or more, because nodes have to come and go or very many answers are needed: not
 * among every day's tests, {@code ./kith test --all} has it.
 */
@Tag("minutes")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TakesMinutes {}
