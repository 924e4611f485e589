namespace Microsoft.SqlServer.Server;

/// <summary>How a user-defined type or aggregate is laid out in bytes.</summary>
public enum Format { Unknown, Native, UserDefined }

/// <summary>Whether a function reads user data.</summary>
public enum DataAccessKind { None, Read }

/// <summary>Whether a function reads the system catalogue.</summary>
public enum SystemDataAccessKind { None, Read }

/// <summary>A type that writes and reads its own bytes.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>A type marked as user-defined does not keep to the rules for such types.</summary>
public sealed class InvalidUdtException : SystemException
{
    /// <summary>No message.</summary>
    public InvalidUdtException() { }

    /// <summary>With a message.</summary>
    public InvalidUdtException(string message) : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public InvalidUdtException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Facts about the value of a parameter, a field or a return.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public class SqlFacetAttribute : Attribute
{
    /// <summary>Whether the length is fixed.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>The greatest length.</summary>
    public int MaxSize { get; set; }

    /// <summary>Digits in all.</summary>
    public int Precision { get; set; }

    /// <summary>Digits after the point.</summary>
    public int Scale { get; set; }

    /// <summary>Whether null may stand here.</summary>
    public bool IsNullable { get; set; }
}

/// <summary>Facts about a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class SqlFunctionAttribute : Attribute
{
    /// <summary>Reads user data.</summary>
    public DataAccessKind DataAccess { get; set; }

    /// <summary>The method that fills a row of a table function.</summary>
    public string FillRowMethodName { get; set; } = "";

    /// <summary>Same input, same output.</summary>
    public bool IsDeterministic { get; set; }

    /// <summary>Computes without rounding.</summary>
    public bool IsPrecise { get; set; }

    /// <summary>The name it is registered under.</summary>
    public string Name { get; set; } = "";

    /// <summary>Reads the catalogue.</summary>
    public SystemDataAccessKind SystemDataAccess { get; set; }

    /// <summary>The columns of a table function.</summary>
    public string TableDefinition { get; set; } = "";
}

/// <summary>Facts about a method of a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlMethodAttribute : SqlFunctionAttribute
{
    /// <summary>Called when the value is null.</summary>
    public bool OnNullCall { get; set; } = true;

    /// <summary>Changes the value.</summary>
    public bool IsMutator { get; set; }

    /// <summary>Called when an argument is null.</summary>
    public bool InvokeIfReceiverIsNull { get; set; }
}

/// <summary>Marks a user-defined aggregate.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedAggregateAttribute(Format format) : Attribute
{
    /// <summary>The greatest size in bytes that a value may have.</summary>
    public const int MaxByteSizeValue = 8000;

    /// <summary>The layout.</summary>
    public Format Format { get; } = format;

    /// <summary>The greatest size in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Duplicates do not matter.</summary>
    public bool IsInvariantToDuplicates { get; set; }

    /// <summary>Nulls do not matter.</summary>
    public bool IsInvariantToNulls { get; set; }

    /// <summary>Order does not matter.</summary>
    public bool IsInvariantToOrder { get; set; }

    /// <summary>Null when there were no values.</summary>
    public bool IsNullIfEmpty { get; set; }

    /// <summary>The name it is registered under.</summary>
    public string Name { get; set; } = "";
}

/// <summary>Marks a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>The layout.</summary>
    public Format Format { get; } = format;

    /// <summary>The greatest size in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>All values have the same length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Bytes sort as values do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that checks a value.</summary>
    public string ValidationMethodName { get; set; } = "";

    /// <summary>The name it is registered under.</summary>
    public string Name { get; set; } = "";
}
