namespace Baton.Gateway.Policies;

/// <summary>Where policies in force come from. Answers with what is in force now, so that an edit acts on the next message.</summary>
public interface IPolicySource
{
    /// <summary>The policy of that name, or null: whoever it should govern is then denied everything.</summary>
    LoadedPolicy? Find(string name);
}
