using System.Runtime.CompilerServices;

// Every native signature is blittable, so a call costs no marshalling.
[assembly: DisableRuntimeMarshalling]
