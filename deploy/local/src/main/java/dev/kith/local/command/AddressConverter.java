package dev.kith.local.command;

import dev.kith.local.token.Address;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an address from the command line, and says what is wrong with one that is none. */
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
