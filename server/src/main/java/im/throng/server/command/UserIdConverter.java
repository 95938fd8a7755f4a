package im.throng.server.command;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a user's id from an argument.
final class UserIdConverter implements ITypeConverter<UserId> {

    @Override
    public UserId convert(String text) {
        try {
            return new UserId(Long.parseLong(text));
        } catch (NumberFormatException | RejectedException noId) {
            throw new TypeConversionException("\"" + text + "\" is no user's id");
        }
    }
}
