/**
 * What each service needs and none owns: settings, codecs, the life of the streams, writing to the
 * journal, HTTP.
 */
@NullMarked
package dev.kith.kit;

import org.jspecify.annotations.NullMarked;
