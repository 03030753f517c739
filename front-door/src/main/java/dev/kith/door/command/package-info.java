/** Command line of the front door. Start at {@link dev.kith.door.command.DoorCommand}. */
@NullMarked
package dev.kith.door.command;

import org.jspecify.annotations.NullMarked;
