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
    MORE_COMMANDS("另有: /say 文字 · /history · /who · /logout · /quit",
            "Also: /say TEXT · /history · /who · /logout · /quit"),
    SECOND_WRONG("你输入的选项不正确..", "Not a valid choice.."),
    COMMAND_WRONG("没有这样的命令: %s", "There is no such command: %s"),
    ASK_SAY("你想对大家说的什么:)", "What do you want to say to all :)"),
    SAID_NOTHING("什么也没有说", "Nothing was said"),
    MESSAGE_LIST("信息列表", "Message list"),
    MESSAGES_NONE("(还没有消息)", "(no messages yet)"),
    LEAVE_SECOND("你选择退出了系统...", "You chose to leave the system..."),
    SAID_TO_ALL("[%s] %s 用户id:\t%s 对大家说:\t%s", "[%s] %s User id:\t%s says to all:\t%s"),
    SAID_TO_YOU("[%s] %s 用户id:\t%s 对你说:\t%s", "[%s] %s User id:\t%s says to you:\t%s"),
    SAID_TO_ONE("[%s] %s 用户id:\t%s 对 %s 说:\t%s", "[%s] %s User id:\t%s says to %s:\t%s"),
    SENT("已发送 #%s", "Sent #%s"),
    SEND_FAILED("没有发出: %s: %s", "Not sent: %s: %s"),
    UNREAD_ALL("你不在时大家说了 %s 条, 选 3 查看",
            "%s messages to all while you were away: choose 3 to read them"),
    UNREAD_FROM("%s 条未读私信, 来自 %s (%s): /history %s",
            "%s unread messages from %s (%s): /history %s"),

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
    OTHER("%s", "%s");

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
