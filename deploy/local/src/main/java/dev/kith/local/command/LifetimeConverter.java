package dev.kith.local.command;

import dev.kith.local.token.Lifetime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a lifetime from the command line, and says what is wrong with one that is none. */
final class LifetimeConverter implements ITypeConverter<Lifetime> {

  @Override
  public Lifetime convert(String typed) {
    try {
      return Lifetime.parse(typed);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(wrong.getMessage());
    }
  }
}
