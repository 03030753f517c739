/**
 * Codecs between generated Avro classes and the domain, one per concept. The domain never uses the
 * Avro classes, so that it does not change when a schema does.
 */
@NullMarked
package dev.kith.kit.codec;

import org.jspecify.annotations.NullMarked;
