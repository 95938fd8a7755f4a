/// The accounts in Redis, in the layout of the original system, so that both can share them.
///
/// ```
///  users            hash   id -> the original's record as JSON; its userPwd is plain or empty
///  throng:users     hash   id -> our record as JSON: the hash and all that the original lacks,
///                          or of an account that was erased the time of that
///  throng:names     zset   name key, NUL, id of 16 digits; all of score 0, so in their own order
///  throng:named     hash   id -> its member of throng:names
///  throng:ids       zset   the ids of all accounts known here, by themselves
///  throng:next-id   string where to look for the next free id
/// ```
///
/// The three behind the records are an index that is kept in step by the same scripts; users of
/// the original alone are put into it in the background.
///
/// May use: the interface it implements, Lettuce, JSON for the records.
/// Must not know: gateway, dispatch, services, controllers.
@NullMarked
package im.throng.server.storage.redis;

import org.jspecify.annotations.NullMarked;
