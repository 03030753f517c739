package dev.kith.acceptance.stack;

import dev.kith.harness.stack.Stack;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks long tests with several nodes. They share a second stack and run beside the tests {@link
 * OnTheStack}; their constructor takes the {@link Stack}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnItsOwnStack
@ExtendWith(SharedStack.class)
public @interface OnTheSecondStack {}
