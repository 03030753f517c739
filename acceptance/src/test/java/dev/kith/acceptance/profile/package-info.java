/** Tests of profiles, pictures, privacy rules and history over HTTP. */
@NullMarked
package dev.kith.acceptance.profile;

import org.jspecify.annotations.NullMarked;
