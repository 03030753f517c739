/** Tests of webhooks of backends, with real receivers: HTTP servers in the test. */
@NullMarked
package dev.kith.acceptance.webhook;

import org.jspecify.annotations.NullMarked;
