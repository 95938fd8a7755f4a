package im.throng.terminal.screen;

/// Everything the client says, in both languages. The Chinese of the two menus and their questions
/// is the original system's, word for word.
public enum Phrase {
    FIRST_MENU("""
            ----------------欢迎登陆多人聊天系统------------
                     1 登陆聊天室
                     2 注册用户
                     3 退出系统
                     请选择(1-3):""", """
            ----------------Welcome to the multi-user chat system------------
                     1 Log in to the chat room
                     2 Register a user
                     3 Leave the system
                     Please choose (1-3):"""),
    FIRST_WRONG("你的输入有误，请重新输入", "Wrong input, please enter it again"),
    LOGIN_TITLE("登陆聊天室", "Log in to the chat room"),
    LOGIN_ID("请输入用户的id", "Enter the user's id"),
    LOGIN_PASSWORD("请输入用户的密码", "Enter the user's password"),
    REGISTER_TITLE("注册用户", "Register a user"),
    REGISTER_ID("请输入用户id:", "Enter the user's id:"),
    REGISTER_ID_HINT("(直接回车: 由系统分配一个)", "(just Enter: the system picks one)"),
    REGISTER_PASSWORD("请输入用户密码:", "Enter the user's password:"),
    REGISTER_PASSWORD_AGAIN("请再输入一次密码:", "Enter the password once more:"),
    REGISTER_PASSWORDS_DIFFER("两次输入的密码不一样, 请重新注册",
            "The two passwords differ; please register again"),
    REGISTER_NAME("请输入用户名字(nickname):", "Enter the user's nickname:"),
    REGISTER_DONE("注册成功, 你重新登录一把", "Registered, now log in"),
    REGISTER_ID_IS("你的用户id:\t%s (登陆时要用, 请记住)",
            "Your user id:\t%s (you log in with it, so keep it)"),
    REGISTER_FAILED("注册失败: %s", "Not registered: %s"),
    LEAVE_FIRST("退出系统", "Leaving the system"),
    ID_WRONG("id 是一个正整数", "An id is a positive whole number"),
    LOGIN_WRONG("id 或密码不对: 选 1 再试一次, 或选 2 注册",
            "Wrong id or password: choose 1 to try again, or 2 to register"),
    LOGIN_FAILED("登陆失败: %s", "Not logged in: %s"),
    UNREACHABLE("连不上服务器 %s: 用 ./throng server 启动一个, 或用 --host 和 --port 指定",
            "Cannot reach the server %s: start one with ./throng server, or name one with "
                    + "--host and --port"),
    NOT_KEPT("会话没能保存, 下次还要用密码登陆",
            "The session could not be kept; the next login needs the password again"),
    WELCOME_BACK("欢迎回来, %s", "Welcome back, %s"),
    SESSION_OVER("会话已结束, 请重新登陆: %s", "The session has ended, please log in again: %s"),
    PRESS_ENTER("按回车回到主菜单", "Press Enter for the first menu"),
    LOGGED_OUT("已注销, 下次要用密码登陆", "Logged out; the next login needs the password"),

    ONLINE_AT_LOGIN("当前在线用户列表如下:", "Users now online:"),
    ONLINE_NOW("当前在线用户列表:", "Users now online:"),
    USER_LINE("用户id:\t %s\t%s", "User id:\t %s\t%s"),
    USER_LINE_STATUS("用户id:\t %s\t%s (%s)", "User id:\t %s\t%s (%s)"),
    ONLINE_NOBODY("(没有别人在线)", "(nobody else is online)"),
    ONLINE_MORE("……共 %s 人在线", "… %s are online in all"),
    CAME("用户id:\t %s\t%s 上线了", "User id:\t %s\t%s is online"),
    WENT("用户id:\t %s\t%s 下线了", "User id:\t %s\t%s is offline"),
    CHANGED("用户id:\t %s\t%s 现在是: %s", "User id:\t %s\t%s is now %s"),
    STATUS_BUSY("忙碌", "busy"),
    STATUS_AWAY("离开", "away"),
    STATUS_ONLINE("在线", "online"),

    SECOND_MENU("""
            -------恭喜%s登录成功---------
            -------1. 显示在线用户列表---------
            -------2. 发送消息---------
            -------3. 信息列表---------
            -------4. 退出系统---------
            请选择(1-4):""", """
            -------Congratulations %s, logged in---------
            -------1. Show the online users---------
            -------2. Send a message---------
            -------3. Message list---------
            -------4. Leave the system---------
            Please choose (1-4):"""),
    MORE_COMMANDS("另有: /all 然后直接打字聊天 · /who · /history · /help 看所有命令",
            "Also: /all, then just type to talk · /who · /history · /help for all commands"),
    SECOND_WRONG("你输入的选项不正确..", "Not a valid choice.."),
    COMMAND_WRONG("没有这样的命令: %s", "There is no such command: %s"),
    COMMAND_NEAREST("没有这样的命令: %s, 是不是 %s ?",
            "There is no such command: %s; did you mean %s?"),
    COMMAND_SAY("(没有发出; 想发斜杠开头的话, 就多打一个斜杠)",
            "(it was not sent; to say something that begins with a slash, type two)"),
    COMMAND_USE("用法: %s", "Use: %s"),
    TALKING("直接打字就是在 %s 里说话; /help 看命令, /menu 回到菜单",
            "What you type now is said in %s; /help for the commands, /menu for the menu"),
    ASK_SAY("你想对大家说的什么:)", "What do you want to say to all :)"),
    SAID_NOTHING("什么也没有说", "Nothing was said"),
    MESSAGE_LIST("信息列表", "Message list"),
    MESSAGES_NONE("(还没有消息)", "(no messages yet)"),
    LEAVE_SECOND("你选择退出了系统...", "You chose to leave the system..."),
    SAID_TO_ALL("[%s] %s 用户id:\t%s 对大家说:\t%s", "[%s] %s User id:\t%s says to all:\t%s"),
    SAID_TO_YOU("[%s] %s 用户id:\t%s 对你说:\t%s", "[%s] %s User id:\t%s says to you:\t%s"),
    SAID_TO_ONE("[%s] %s 用户id:\t%s 对 %s 说:\t%s", "[%s] %s User id:\t%s says to %s:\t%s"),
    EVENT_CREATED("创建了群 %s, 成员: %s", "began the group %s with %s"),
    EVENT_JOINED("让 %s 加入了群", "brought in %s"),
    EVENT_JOINED_SELF("加入了群", "joined"),
    EVENT_LEFT("%s 离开了群", "%s left"),
    EVENT_OWNER("%s 离开了群, 群主现在是 %s", "%s left; the group is now owned by %s"),
    EVENT_REMOVED("把 %s 移出了群", "put out %s"),
    EVENT_RENAMED("把群改名为 %s", "renamed the group to %s"),
    EVENT_NOTICE("新的群公告: %s", "wrote a new notice: %s"),
    EVENT_POLICY("加群方式改为 %s", "changed how one joins: %s"),
    EVENT_ROLE("%s 现在是 %s", "made %s %s"),
    EVENT_MUTED("让 %s 只能看, 直到 %s", "lets %s only read, until %s"),
    EVENT_UNMUTED("让 %s 重新可以说话", "lets %s write again"),
    EVENT_EVERYBODY("所有人", "everybody"),
    EVENT_DISSOLVED("解散了群", "dissolved the group"),
    EVENT_UNKNOWN("(%s)", "(%s)"),
    SENT("已发送 #%s", "Sent #%s"),
    SEND_FAILED("没有发出: %s: %s", "Not sent: %s: %s"),
    UNREAD_ALL("你不在时大家说了 %s 条, 选 3 查看",
            "%s messages to all while you were away: choose 3 to read them"),
    UNREAD_FROM("%s 条未读私信, 来自 %s (%s): /open %s",
            "%s unread messages from %s (%s): /open %s"),

    AWAY("连接断开了, 这件事要等连上以后再做",
            "The connection is lost; that has to wait until it is back"),
    LOST("连接断开了, 正在重连; 你说的话会在连上后发出",
            "The connection is lost, reconnecting; what you say is sent when it is back"),
    BACK("已重新连上", "Connected again"),

    WAIT("请等 %s 秒再试", "please try again in %s s"),
    TOO_FAST("太频繁了", "too many tries"),
    NOT_READY("服务器忙", "the server is busy"),
    ID_TAKEN("该用户已经存在", "the user already exists"),
    NOT_FOUND("没有找到: %s", "not found: %s"),
    NOT_ALLOWED("不允许: %s", "not allowed: %s"),
    INVALID("不合要求: %s", "not acceptable: %s"),
    TOO_LONG("太长了: %s", "too long: %s"),
    NO_ANSWER("服务器没有应答", "the server did not answer"),
    NO_CONNECTION("没有连接: %s", "no connection: %s"),
    OTHER("%s", "%s"),

    FIELD_LENGTH("%s要有 %s 到 %s 个字符", "%s must have %s to %s characters"),
    FIELD_BYTES("%s最多 %s 字节", "%s must have at most %s bytes"),
    FIELD_MANY("%s最多 %s 个", "%s: at most %s"),
    FIELD_BLANK("%s不能是空白, 也不能有控制字符",
            "%s must not be blank and must hold no control characters"),
    FIELD_EMPTY("%s不能是空的", "%s must not be empty"),
    FIELD_HOLDS("%s里有不允许的字符", "%s holds characters that are not allowed"),
    FIELD_ID("%s是正整数", "%s must be positive whole numbers"),
    FIELD_PASSWORD("密码", "the password"),
    FIELD_NAME("名字", "the name"),
    FIELD_SEX("性别", "the sex"),
    FIELD_BIO("简介", "the bio"),
    FIELD_TEXT("消息", "the message"),
    FIELD_QUERY("要找的内容", "what to search for"),
    FIELD_USER_ID("id", "the id"),
    FIELD_USERS("用户", "the users"),
    PASSWORD_WRONG("id 或密码不对", "wrong id or password"),
    NO_CONVERSATION("服务器上没有这个会话 (没有这个用户, 或者是群聊: 还没有开通)",
            "the server has no such conversation (no such user, or a group: not served yet)"),
    NO_SESSION("没有这个设备", "there is no such device"),
    NO_USER("没有这个用户", "there is no such user"),
    NOT_SERVED("服务器还不支持这件事", "the server does not do that yet"),
    TOKEN_DEAD("登陆已失效", "the login is no longer valid"),
    MENTION_ALL("只有管理员可以提醒所有人", "only administrators may mention everybody"),
    MANY_WRONG("密码错得太多了", "too many wrong passwords"),
    REVOKED("这个设备被注销了", "this device was logged out"),

    WHO_TITLE("在线 (%s):", "Online (%s):"),
    WHO_NONE("没有这样的人在线: %s", "nobody like that is online: %s"),
    FOUND("找到 %s 人:", "Found %s:"),
    FOUND_NONE("没有找到: %s", "Nobody was found: %s"),
    WHO_IS("没见过 %s: 用 id, 或先用 /search-user 找",
            "%s was not seen: give the id, or find it with /search-user"),
    WATCHING("关注中:", "Watching:"),
    UNWATCHED("不再关注 %s 人", "No longer watching %s"),
    LAST_SEEN("最后在线 %s", "last seen %s"),
    STATUS_INVISIBLE("隐身", "invisible"),
    STATUS_OFFLINE("离线", "offline"),
    STATUS_SET("你的状态: %s", "Your status: %s"),
    PROFILE("id: %s\n名字: %s\n性别: %s\n简介: %s\n注册时间: %s",
            "id: %s\nname: %s\nsex: %s\nbio: %s\nregistered: %s"),
    PROFILE_SET("已修改", "Changed"),
    OLD_PASSWORD("请输入现在的密码:", "Enter the present password:"),
    NEW_PASSWORD("请输入新密码:", "Enter the new password:"),
    OLD_PASSWORD_WRONG("现在的密码不对, 没有修改", "The present password is wrong; nothing changed"),
    PASSWORDS_DIFFER("两次输入的密码不一样", "The two passwords differ"),
    PASSWORD_SET("密码已修改, 其他设备都已注销",
            "The password is changed; all other devices are logged out"),
    DEVICE("%s %s %s 登陆 %s 最后 %s", "%s %s %s since %s seen %s"),
    DEVICE_HERE("(* 是本机)", "(* is this one)"),
    DEVICE_NONE("没有第 %s 个设备, 用 /devices 看列表",
            "There is no device %s; /devices lists them"),
    DEVICE_SELF("这是本机: 用 /logout 注销", "That is this device: /logout ends it"),
    REVOKED_COUNT("已注销 %s 个设备", "Logged out devices: %s"),
    LANGUAGE_SET("现在说中文", "Now speaking English"),
    BELL_ON("有人找你时响铃", "The bell rings when somebody addresses you"),
    BELL_OFF("不响铃", "The bell is off"),

    SCRIPT_NO_SESSION(
            "没有保存的会话: 先用 ./throng chat 登陆一次, 或给出 --user 和 --password-file",
            "No session is kept: log in once with ./throng chat, or give --user and "
                    + "--password-file"),

    HELP_TITLE("命令 (Tab 补全, 上下键找回):", "Commands (Tab completes, arrows bring back):"),
    HELP_TEXT("文字\t说给打开的会话; @名字 叫人; / 开头打 //; 1-4 是菜单",
            "TEXT\tsay it here; @NAME calls; // is a slash; 1-4: the menu"),
    HELP_ALL("/all\t打开所有人的会话", "/all\topen the conversation of everybody"),
    HELP_OPEN("/open 谁\t打开与某人的会话 (id 或名字), 或 all",
            "/open WHO\topen the conversation with somebody, or all"),
    HELP_HISTORY("/history [n]\t最近 n 条", "/history [N]\tthe newest N messages"),
    HELP_SAY("/say 文字\t说给所有人", "/say TEXT\tsay it to all"),
    HELP_MSG("/msg 谁 文字\t只说给一个人", "/msg WHO TEXT\tsay it to one user"),
    HELP_WHO("/who [名字]\t谁在线", "/who [NAME]\twho is online"),
    HELP_SEARCH_USER("/search-user 谁\t按 id 或名字开头找人",
            "/search-user WHO\tfind by id or beginning of a name"),
    HELP_WATCH("/watch 谁 ...\t关注, 上线下线会提示", "/watch WHO ...\tbe told of them"),
    HELP_UNWATCH("/unwatch 谁 ...\t不再关注", "/unwatch WHO ...\tbe no longer told"),
    HELP_STATUS("/status 状态\tonline 在线, busy 忙碌, away 离开, invisible 隐身",
            "/status STATUS\tonline, busy, away or invisible"),
    HELP_PROFILE("/profile [项 值]\t看或改 name 名字, sex 性别, bio 简介",
            "/profile [WHAT VALUE]\tshow; or set name, sex or bio"),
    HELP_PASSWORD("/password\t改密码 (会问)", "/password\tchange the password (it asks)"),
    HELP_DEVICES("/devices [revoke n]\t登陆的设备; 注销第 n 个, 或 others 其他全部",
            "/devices [revoke N]\tdevices; log out number N, or all others"),
    HELP_LANG("/lang zh|en\t换语言", "/lang zh|en\tthe language"),
    HELP_BELL("/bell on|off\t有人找你时响铃", "/bell on|off\tring when addressed"),
    HELP_MENU("/menu\t回到菜单", "/menu\tback to the menu"),
    HELP_HELP("/help [命令]\t这些说明", "/help [COMMAND]\tthis list"),
    HELP_LOGOUT("/logout\t注销, 下次要密码", "/logout\tend the session"),
    HELP_QUIT("/quit\t离开, 下次不要密码", "/quit\tleave and keep the session");

    private final String zh;
    private final String en;

    Phrase(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /// Returns the phrase in a language, with `%s` for each gap.
    public String in(Language language) {
        return switch (language) {
            case ZH -> zh;
            case EN -> en;
        };
    }
}
