package im.throng.server.account;

import java.util.List;

/// What an operator may set about guessing passwords and making accounts in masses.
///
/// @param perIdAndAddress      wrong passwords for one id from one address within 15 minutes
/// @param perAddress           wrong passwords from one address within 15 minutes
/// @param perId                after so many for one id within 15 minutes its tries are slowed
/// @param registrationsPerHour accounts made from one address
/// @param exempt               addresses and networks free of the limits per address alone
public record AttemptsConfig(int perIdAndAddress, int perAddress, int perId,
                             int registrationsPerHour, List<String> exempt) {
}
