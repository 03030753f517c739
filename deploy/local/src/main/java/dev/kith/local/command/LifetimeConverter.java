package dev.kith.local.command;

import dev.kith.local.token.Lifetime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of command-line lifetimes; a malformed one fails with the reason. */
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
