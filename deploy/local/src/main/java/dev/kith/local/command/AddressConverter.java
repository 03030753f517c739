package dev.kith.local.command;

import dev.kith.local.token.Address;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of command-line addresses; a malformed one fails with the reason. */
final class AddressConverter implements ITypeConverter<Address> {

  @Override
  public Address convert(String typed) {
    try {
      return new Address(typed);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(wrong.getMessage());
    }
  }
}
