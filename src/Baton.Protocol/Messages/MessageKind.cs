namespace Baton.Protocol.Messages;

/// <summary>What a JSON-RPC message is.</summary>
public enum MessageKind
{
    /// <summary>Has a method and an id; must be answered.</summary>
    Request,

    /// <summary>Has a method and no id; is never answered.</summary>
    Notification,

    /// <summary>Has a result or an error for an id.</summary>
    Response,
}
