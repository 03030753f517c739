/** Webhooks to Avro and back. */
@NullMarked
package dev.kith.notifier.webhook.codec;

import org.jspecify.annotations.NullMarked;
